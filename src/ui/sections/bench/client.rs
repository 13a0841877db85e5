//! Has rows watched by a worker, once the bench comes near the screen and whenever they change. What cannot be read changes nothing, and is told.

use super::state::AskedRows;
use crate::engine::jobs::watching::{Benched, read};
use crate::figures::bench::sheet::Sheet;
use crate::ui::hooks::set_news;
use crate::ui::state::words;
use crate::ui::tasks::{TaskClient, TaskWork};
use crate::ui::watching::watching;
use leptos::prelude::*;
use std::sync::Arc;

/// Follows what is asked.
pub fn watch() {
    let bench = watching().bench;
    let Some((client, near)) = TaskClient::of_section("bench", bench.work) else { return };
    Effect::new(move |_| {
        let AskedRows { text, fresh, .. } = bench.asked.get();
        if !near.get() {
            return;
        }
        client.ask("bench", &text, move |numbers| {
            let benched: Benched = read(numbers)?;
            set_news(bench.wrong, String::new());
            if fresh {
                let sheet = Sheet::of(&benched.text);
                let broken = benched.shown.iter().filter(|row| !row.flaws.is_empty());
                bench.listed.set(broken.map(|row| row.row.saturating_add(1)).collect());
                bench.sheet.set(Some(sheet));
            }
            bench.benched.set(Some(Arc::new(benched)));
            Ok(())
        });
    });
    Effect::new(move |_| {
        if let TaskWork::Failed(why) = bench.work.get() {
            set_news(bench.wrong, words().bench().kept(&why));
        }
    });
}
