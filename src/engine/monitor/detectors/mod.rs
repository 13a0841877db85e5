//! Detectors, online: one sample in, one decision out. Each can be saved after any sample and goes on with the same bytes.
//!
//! Lives here: `decision` (what is said), `state` (how it is saved), `charts` (Shewhart, EWMA, CUSUM, counts), `page_hinkley`, `adwin`, `errors`
//! (of a score: DDM, EDDM, HDDM), `windows` (Kolmogorov-Smirnov, PSI, dispersion), and [`Any`] of them.

pub mod adwin;
pub mod charts;
pub mod decision;
pub mod errors;
pub mod page_hinkley;
pub mod state;
pub mod windows;

pub use decision::{AfterAlarm, Decision, Detector, Side, Verdict};

use crate::engine::Error;
use crate::engine::error::{Cause, MonitorProblem};
use state::{Reader, Saved};

/// The kinds, each with the number under which it is saved.
macro_rules! kinds {
    ($($number:literal $name:ident($type:ty) = $key:literal,)*) => {
        /// Any detector.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Any {
            $(#[doc = concat!("Its key is `", $key, "`.")] $name($type),)*
        }

        impl Any {
            /// The key under which logs and languages name its kind.
            #[must_use]
            pub const fn key(&self) -> &'static str {
                match self { $(Self::$name(_) => $key,)* }
            }
        }

        impl Detector for Any {
            fn step(&mut self, sample: f64) -> Result<Decision, Error> {
                match self { $(Self::$name(detector) => detector.step(sample),)* }
            }
        }

        impl Saved for Any {
            fn put(&self, out: &mut Vec<u64>) {
                match self { $(Self::$name(detector) => { out.push($number); detector.put(out); })* }
            }

            fn take(from: &mut Reader<'_>) -> Option<Self> {
                match u64::take(from)? {
                    $($number => Some(Self::$name(Saved::take(from)?)),)*
                    _ => None,
                }
            }
        }

        $(impl From<$type> for Any {
            fn from(detector: $type) -> Self {
                Self::$name(detector)
            }
        })*
    };
}

kinds! {
    1 Shewhart(charts::Shewhart) = "shewhart",
    2 Ewma(charts::Ewma) = "ewma",
    3 Cusum(charts::Cusum) = "cusum",
    4 PoissonCusum(charts::PoissonCusum) = "poisson-cusum",
    5 PageHinkley(page_hinkley::PageHinkley) = "page-hinkley",
    6 Adwin(adwin::Adwin) = "adwin",
    7 Ddm(errors::Ddm) = "ddm",
    8 Eddm(errors::Eddm) = "eddm",
    9 HddmA(errors::HddmA) = "hddm-a",
    10 HddmW(errors::HddmW) = "hddm-w",
    11 Ks(windows::KsWindow) = "ks",
    12 Psi(windows::PsiWindow) = "psi",
    13 Dispersion(windows::Dispersion) = "dispersion",
}

impl Any {
    /// Its whole state as text.
    #[must_use]
    pub fn save(&self) -> String {
        let mut words = Vec::new();
        self.put(&mut words);
        state::to_text(&words)
    }

    /// A detector that goes on where a saved one stopped. Errors: text that [`Any::save`] did not write.
    pub fn load(text: &str) -> Result<Self, Error> {
        let words = state::from_text(text)?;
        let mut reader = Reader::new(&words);
        let found = Self::take(&mut reader).filter(|_| reader.is_done());
        found.ok_or_else(|| Cause::Monitor(MonitorProblem::BrokenState).into())
    }
}
