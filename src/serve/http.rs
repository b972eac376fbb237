//! Answering the browser.

use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tiny_http::{Header, Method, Request, Response};

use crate::render::RenderError;
use crate::report;
use crate::serve::preview::{Preview, State};
use crate::serve::{Event, ServeError, page};

/// Takes a new page over in place, and shows the findings.
const SCRIPT: &str = include_str!("../../templates/serve/live.js");
/// How the findings look.
const STYLE: &str = include_str!("../../templates/serve/live.css");
/// How long nothing may be said to an open page, so that one that has gone away is noticed.
const SILENCE: Duration = Duration::from_secs(15);

/// A server that has its port.
pub struct Server {
    server: tiny_http::Server,
    port: u16,
}

/// Takes a port of this machine, for this machine.
///
/// # Errors
/// It is taken.
pub fn listen(port: u16) -> Result<Server, ServeError> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let failed = |error: String| ServeError::Port(address.to_string(), error);
    let server = tiny_http::Server::http(address).map_err(|error| failed(error.to_string()))?;
    let port = server.server_addr().to_ip().map_or(port, |address| address.port());
    Ok(Server { server, port })
}

impl Server {
    /// Where it can be reached.
    pub fn address(&self) -> String {
        format!("http://localhost:{}/", self.port)
    }

    /// Answers until the program ends, each request in a thread of its own.
    pub fn answer(self, preview: &Arc<Preview>, tell: &(dyn Fn(Event<'_>) + Send + Sync)) {
        let Server { server, port } = self;
        std::thread::scope(|scope| {
            for request in server.incoming_requests() {
                scope.spawn(move || {
                    // One request is lost; the server goes on.
                    if catch_unwind(AssertUnwindSafe(|| handle(request, port, preview))).is_err() {
                        tell(Event::Trouble(
                            "a request could not be answered; this is an error of clausebook".to_owned(),
                        ));
                    }
                });
            }
        });
    }
}

fn handle(request: Request, port: u16, preview: &Preview) {
    if !is_own_name(&request, port) {
        // A page of another site whose name was made to lead here must not read the book (DNS rebinding).
        return respond(request, 403, "text/plain", b"this server answers to localhost only\n".to_vec());
    }
    if !matches!(request.method(), Method::Get | Method::Head) {
        return respond(request, 405, "text/plain", b"only reading is possible here\n".to_vec());
    }
    let address = request.url().split(['?', '#']).next().unwrap_or("/").to_owned();
    match address.as_str() {
        "/-/events" => events(request, preview),
        "/-/live.js" => respond(request, 200, "text/javascript", SCRIPT.into()),
        "/-/live.css" => respond(request, 200, "text/css", STYLE.into()),
        // Browsers ask for it by themselves.
        "/favicon.ico" => respond(request, 204, "image/png", Vec::new()),
        "/-/findings" => {
            let bytes = findings(&preview.state()).to_string().into_bytes();
            respond(request, 200, "application/json", bytes);
        }
        _ => site(request, &address, &preview.state()),
    }
}

fn is_own_name(request: &Request, port: u16) -> bool {
    let host = request.headers().iter().find(|header| header.field.equiv("Host"));
    let Some(host) = host.map(|header| header.value.as_str()) else { return false };
    ["localhost", "127.0.0.1"].iter().any(|name| host.eq_ignore_ascii_case(&format!("{name}:{port}")))
        || (port == 80 && ["localhost", "127.0.0.1"].contains(&host))
}

fn site(request: Request, address: &str, state: &State) {
    let Some(path) = decoded(address) else {
        return respond(request, 400, "text/plain", b"this address cannot be read\n".to_vec());
    };
    let path = match path.trim_start_matches('/') {
        "" => "index.html".to_owned(),
        path if path.ends_with('/') => format!("{path}index.html"),
        path => path.to_owned(),
    };
    match page::render(&state.compiled, &path) {
        Ok(Some(bytes)) if path.ends_with(".html") => respond(request, 200, "text/html", live(bytes)),
        Ok(Some(bytes)) => respond(request, 200, kind(&path), bytes),
        Ok(None) => respond(request, 404, "text/html", live(plain_page("There is no such page.", &path).into_bytes())),
        Err(RenderError::Template(finding)) => {
            let said = report::human::render(&[*finding], &state.compiled.book.sources, false);
            respond(request, 500, "text/html", live(plain_page("A template is broken.", &said).into_bytes()));
        }
        Err(RenderError::Io(path, error)) => {
            respond(request, 500, "text/plain", format!("{path}: {error}\n").into_bytes());
        }
    }
}

/// A page of our own, for what the book has no page for.
fn plain_page(title: &str, words: &str) -> String {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{0}</title></head><body><main><h1>{0}</h1><pre>{1}</pre><p><a href=\"/\">To the front page</a></p></main></body></html>\n",
        escape(title),
        escape(words)
    )
}

/// A page with the script that takes over the next state.
fn live(page: Vec<u8>) -> Vec<u8> {
    let text = String::from_utf8_lossy(&page).into_owned();
    let own = "<link rel=\"stylesheet\" href=\"/-/live.css\"><script src=\"/-/live.js\" defer></script></head>";
    text.replacen("</head>", own, 1).into_bytes()
}

fn findings(state: &State) -> serde_json::Value {
    let compiled = &state.compiled;
    json!({
        "version": state.version,
        "report": report::json::report(&compiled.findings, &compiled.book.sources),
    })
}

/// Tells an open page of every new state, as server-sent events (HTML Living Standard, section 9.2).
fn events(request: Request, preview: &Preview) {
    let mut out = request.into_writer();
    let head =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n";
    let mut seen = preview.state().version;
    let mut said = out.write_all(format!("{head}retry: 500\ndata: {seen}\n\n").as_bytes()).and_then(|()| out.flush());
    while said.is_ok() {
        let words = match preview.wait(seen, SILENCE) {
            Some(state) => {
                seen = state.version;
                format!("data: {seen}\n\n")
            }
            None => ": still here\n\n".to_owned(),
        };
        said = out.write_all(words.as_bytes()).and_then(|()| out.flush());
    }
}

fn respond(request: Request, status: u16, kind: &str, bytes: Vec<u8>) {
    let text = kind.starts_with("text/") || kind == "application/json";
    let kind = if text { format!("{kind}; charset=utf-8") } else { kind.to_owned() };
    let mut response = Response::from_data(bytes).with_status_code(status);
    for (name, value) in
        [("Content-Type", kind.as_str()), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
    {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    // A browser that has gone away does not want the answer.
    let _ = request.respond(response);
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or("") {
        "css" => "text/css",
        "js" => "text/javascript",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "xml" => "application/xml",
        "md" | "txt" => "text/plain",
        _ => "application/octet-stream",
    }
}

/// An address without its `%` codes (RFC 3986, section 2.1); `None` if they are no text or name something outside.
fn decoded(address: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = [rest.next()?, rest.next()?];
        bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
    }
    let text = String::from_utf8(bytes).ok()?;
    (!text.split('/').any(|part| part == "..") && !text.contains('\0')).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_decoded_and_stay_inside() {
        assert_eq!(decoded("/files/a%20b.png"), Some("/files/a b.png".to_owned()));
        assert_eq!(decoded("/%E8%B5%84.html"), Some("/资.html".to_owned()));
        for wrong in ["/%", "/%4", "/%zz", "/%ff", "/../x", "/a/%2e%2e/x", "/%00"] {
            assert_eq!(decoded(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_script_comes_into_the_head_once() {
        let page = live(b"<head></head><body></head></body>".to_vec());
        assert_eq!(String::from_utf8(page).expect("it was text").matches("live.js").count(), 1);
    }
}
