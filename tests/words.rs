//! What is said: that sentences agree with their numbers, and that nothing is said but by the words.

#[path = "words/counts.rs"]
mod counts;
