//! Fuzz targets of clausebook: each looks for an input for which something in `tests/inputs` does not hold.

#[path = "../../tests/inputs/mod.rs"]
pub mod inputs;

pub use libfuzzer_sys;

/// The target for one kind of input.
#[macro_export]
macro_rules! hold {
    ($kind:literal) => {
        $crate::libfuzzer_sys::fuzz_target!(|bytes: &[u8]| $crate::inputs::run($kind, bytes));
    };
}
