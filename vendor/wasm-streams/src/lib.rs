//! Stands in for `wasm-streams`.
//!
//! Leptos always links `server_fn` with its browser client, and that links `wasm-streams`. The real crate exports three JavaScript
//! classes, and what is exported the linker must keep: async tasks, sinks and promises, 6 kB of the page on the wire, for server
//! functions that this page, which has no server, can never call. This crate has the two calls that `server_fn` names, and exports nothing.
//! Both end at once: a stream from here is over before its first item.

use futures_core::Stream;
use std::pin::Pin;
use std::task::{Context, Poll};
use wasm_bindgen::{JsCast as _, JsValue};

/// A stream that nobody reads.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

/// A stream without items.
#[derive(Debug)]
pub struct IntoStream;

impl ReadableStream {
    /// Wraps a raw stream.
    #[must_use]
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// Forgets the stream given: there is no server to send it to.
    #[must_use]
    pub fn from_stream<S>(_: S) -> Self {
        Self(JsValue::UNDEFINED.unchecked_into())
    }

    /// The raw stream.
    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// A stream without items.
    #[must_use]
    pub fn into_stream(self) -> IntoStream {
        IntoStream
    }
}

impl Stream for IntoStream {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}
