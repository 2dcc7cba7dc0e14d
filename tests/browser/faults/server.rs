//! A web server with the faults of real ones.

use std::sync::{Arc, Mutex};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_ENCODING, CONNECTION, CONTENT_LENGTH, ETAG};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use futures_util::stream::iter;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::harness::{Build, site};

/// What becomes of a response.
#[derive(Clone)]
pub enum Fault {
    /// This status and no more.
    Status(u16),
    /// It comes once the server is mended, and not before.
    Held,
    /// Half of it, and then the connection breaks.
    Cut,
    Header(&'static str, &'static str),
    /// Another text in its place.
    Changed(Arc<dyn Fn(&str) -> String + Send + Sync>),
}

#[derive(Clone)]
struct Shared {
    /// Each with a part of the paths that it befalls.
    faults: Arc<Mutex<Vec<(&'static str, Fault)>>>,
    asked: Arc<Mutex<Vec<String>>>,
    /// Counts the times it was mended.
    mended: watch::Sender<u32>,
}

pub struct Server {
    pub address: String,
    build: Build,
    shared: Shared,
    task: JoinHandle<()>,
}

impl Fault {
    pub fn changed(change: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        Self::Changed(Arc::new(change))
    }
}

impl Server {
    pub async fn start(build: Build) -> Self {
        let shared = Shared { faults: Arc::default(), asked: Arc::default(), mended: watch::channel(0).0 };
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a local port is free");
        let address = format!("http://{}", listener.local_addr().expect("a bound listener has an address"));
        let task = run(listener, build, shared.clone());
        Self { address, build, shared, task }
    }

    /// From now on this befalls every path that holds `part`.
    pub fn fail(&self, part: &'static str, fault: Fault) {
        self.shared.faults.lock().expect("nobody panics with it").push((part, fault));
    }

    pub fn mend(&self) {
        self.shared.faults.lock().expect("nobody panics with it").clear();
        self.shared.mended.send_modify(|count| *count += 1);
    }

    /// Whatever is asked of it from now on, nobody answers.
    pub async fn go_down(&mut self) {
        self.task.abort();
        let _ = (&mut self.task).await;
    }

    pub async fn come_up(&mut self) {
        let address = self.address.strip_prefix("http://").expect("it is served without encryption");
        let listener = TcpListener::bind(address).await.expect("its port is free");
        self.task = run(listener, self.build, self.shared.clone());
    }

    /// The paths that were asked for since the last call.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.shared.asked.lock().expect("nobody panics with it"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn run(listener: TcpListener, build: Build, shared: Shared) -> JoinHandle<()> {
    let router = site(build).layer(from_fn_with_state(shared, befall));
    tokio::spawn(async move {
        let _ = axum::serve(listener, router).await;
    })
}

async fn befall(State(shared): State<Shared>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    shared.asked.lock().expect("nobody panics with it").push(request.uri().to_string());
    let faults = shared.faults.lock().expect("nobody panics with it").clone();
    let faults: Vec<_> = faults.into_iter().filter(|(part, _)| path.contains(part)).map(|(_, fault)| fault).collect();
    if faults.iter().any(|fault| matches!(fault, Fault::Changed(_))) {
        request.headers_mut().remove(ACCEPT_ENCODING);
        request.headers_mut().remove("if-none-match");
        request.headers_mut().remove("if-modified-since");
    }
    let mut response = next.run(request).await;
    for fault in faults {
        response = match fault {
            Fault::Status(status) => StatusCode::from_u16(status).expect("a status").into_response(),
            Fault::Held => {
                let mut mended = shared.mended.subscribe();
                let _ = mended.changed().await;
                response
            }
            Fault::Cut => {
                let (mut parts, body) = response.into_parts();
                let body = to_bytes(body, usize::MAX).await.expect("a file");
                parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
                let half: Vec<Result<Bytes, std::io::Error>> =
                    vec![Ok(body.slice(..body.len() / 2)), Err(std::io::ErrorKind::ConnectionReset.into())];
                Response::from_parts(parts, Body::from_stream(iter(half)))
            }
            Fault::Header(name, value) => {
                response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
                response
            }
            Fault::Changed(change) => {
                let (mut parts, body) = response.into_parts();
                let body = to_bytes(body, usize::MAX).await.expect("a file");
                parts.headers.remove(CONTENT_LENGTH);
                parts.headers.remove(ETAG);
                parts.headers.remove("last-modified");
                // What is no text stays as it is.
                let body = std::str::from_utf8(&body).map_or_else(|_| body.clone().into(), |text| change(text).into());
                Response::from_parts(parts, body)
            }
        };
    }
    // No connection outlives the server.
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}
