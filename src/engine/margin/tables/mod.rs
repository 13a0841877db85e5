//! Real margin tables, each with the date it was true. Figures only; no code but their reading.

pub mod binance_2024_10;
