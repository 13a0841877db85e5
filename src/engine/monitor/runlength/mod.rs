//! How long a detector runs until it alarms: computed, not quoted.
//!
//! A run length is a number of samples. Its mean solves an integral equation, which Gauss-Legendre nodes turn into a small linear system
//! (Nystroem); its distribution is what is left after each further step. Counts live on whole numbers and make a finite Markov chain.
//!
//! Lives here: `noise` (what the samples are drawn from), `kernel` (one step of a detector, its mean run length and quantiles), `cusum`, `ewma`,
//! `shewhart` (with runs rules), `poisson` (CUSUM of counts), `inverse` (run length to limit), `corrections` (tails, autocorrelation, estimated
//! baseline, several monitors), `simulation` (where no equation is at hand). Source: watching section 1.

pub mod corrections;
pub mod cusum;
pub mod ewma;
pub mod inverse;
pub mod kernel;
pub mod noise;
pub mod poisson;
pub mod shewhart;
pub mod simulation;

pub use noise::Noise;
