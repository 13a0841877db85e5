//! Has the watch computed by a worker, once the section comes near the screen, and the replay when it is asked for.

use super::state::question;
use crate::engine::jobs::watching::read;
use crate::ui::hooks::set_news;
use crate::ui::state::State;
use crate::ui::tasks::TaskClient;
use crate::ui::watching::watching;
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

/// Follows the settings, replays, and stops.
pub fn watch(state: State) {
    let monitor = watching().monitor;
    let Some((client, near)) = TaskClient::of_section("monitor", monitor.work) else { return };
    let asked = state.part(question);
    let asking = Rc::clone(&client);
    Effect::new(move |_| {
        monitor.again.track();
        if !near.get() {
            return;
        }
        set_news(monitor.replaying, false);
        asking.ask("watch", &asked.get(), move |numbers| {
            let record = read(numbers)?;
            monitor.tampered.set(None);
            monitor.replayed.set(None);
            monitor.record.set(Some(Arc::new(record)));
            Ok(())
        });
    });
    Effect::new(move |before: Option<u32>| {
        let now = monitor.replays.get();
        let record = monitor.record.get_untracked();
        if let (true, Some(record)) = (before.is_some_and(|before| before != now), record) {
            let kept = monitor.tampered.get_untracked().map_or_else(|| record.log.clone(), |tampered| tampered.log);
            set_news(monitor.replaying, true);
            client.ask("replay", &format!("{}\n{kept}", asked.get_untracked()), move |numbers| {
                monitor.replayed.set(Some(read(numbers)?));
                Ok(())
            });
        }
        now
    });
}
