//! What passes through a connection, watched byte by byte.

use super::{Flow, Link, UnderWay};
use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, Incoming, SizeHint};
use std::io;
use std::io::IoSlice;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// The body of a request, watched for how it gets on.
pub(super) struct Arriving {
    pub(super) body: Incoming,
    pub(super) link: Arc<Link>,
}

impl HttpBody for Arriving {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(cx);
        let mut marks = self.link.marks();
        match &polled {
            Poll::Pending => marks.arriving.waits(Instant::now()),
            Poll::Ready(Some(Ok(frame))) => marks.arriving.moves(frame.data_ref().map_or(0, Bytes::len), Instant::now()),
            Poll::Ready(_) => marks.arriving = Flow::default(),
        }
        drop(marks);
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Arriving {
    fn drop(&mut self) {
        // Nobody waits for the rest of it.
        self.link.marks().arriving = Flow::default();
    }
}

/// The body of an answer; while it lasts, its request is under way.
pub(super) struct Leaving {
    pub(super) body: Body,
    pub(super) _under_way: UnderWay,
}

impl HttpBody for Leaving {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The stream below a connection, watched for what the peer takes.
pub(super) struct Watched {
    pub(super) stream: TcpStream,
    pub(super) link: Arc<Link>,
}

impl Watched {
    fn note(&self, polled: &Poll<io::Result<usize>>) {
        let mut marks = self.link.marks();
        let now = Instant::now();
        match polled {
            Poll::Pending => marks.leaving.waits(now),
            Poll::Ready(Ok(bytes)) => {
                marks.leaving.moves(*bytes, now);
                marks.quiet_since = now;
            }
            Poll::Ready(Err(_)) => {}
        }
    }
}

impl AsyncRead for Watched {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, into)
    }
}

impl AsyncWrite for Watched {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.note(&polled);
        polled
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, cx: &mut Context<'_>, parts: &[IoSlice<'_>]) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write_vectored(cx, parts);
        self.note(&polled);
        polled
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        if self.link.marks().cut {
            // The system would keep what is not sent for minutes.
            let _ = socket2::SockRef::from(&self.stream).set_linger(Some(Duration::ZERO));
        }
    }
}
