//! Time that grows with the input only.

use std::time::{Duration, Instant};

/// What a debug build on a busy machine takes beside the input's own time.
const REST: Duration = Duration::from_millis(if cfg!(fuzzing) { 250 } else { 2_500 });
/// What a byte may take.
const BYTE: Duration = Duration::from_micros(if cfg!(fuzzing) { 50 } else { 500 });

/// Does the work, and again if it took too long, since the machine may have been busy with something else.
pub fn linear(bytes: usize, work: impl Fn()) {
    let limit = REST + BYTE * bytes as u32;
    let mut shortest = Duration::MAX;
    for _ in 0..4 {
        shortest = shortest.min(of(&work));
        if shortest < limit {
            return;
        }
    }
    panic!("{bytes} bytes took {shortest:?}");
}

/// How long work takes; while fuzzing, of the processor's time, since nothing else runs in the process.
pub fn of(work: impl FnOnce()) -> Duration {
    if let Some(begun) = processor_time().filter(|_| cfg!(fuzzing)) {
        work();
        return processor_time().unwrap_or_default().saturating_sub(begun);
    }
    let begun = Instant::now();
    work();
    begun.elapsed()
}

/// What the process has used of the processor, in steps of ten milliseconds; Linux only.
fn processor_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<u64>().ok();
    Some(Duration::from_millis((ticks()? + ticks()?) * 10))
}
