//! A plugin in a Rust program, by its foreign function interface: host PLUGIN.
use std::ffi::{c_char, c_void, CStr, CString};
use std::ptr::{null, null_mut};

/// wasmc_value
#[repr(C, align(16))]
#[derive(Clone, Copy)]
union Value {
    i32: i32,
    i64: i64,
    bytes: [u8; 16],
}

type Callback = extern "C" fn(*mut c_void, *mut c_void, *mut Value) -> *mut c_void;

extern "C" {
    fn wasmc_module_open(path: *const c_char, error: *mut *mut c_void) -> *mut c_void;
    fn wasmc_module_delete(module: *mut c_void);
    fn wasmc_imports_new() -> *mut c_void;
    fn wasmc_imports_delete(imports: *mut c_void);
    fn wasmc_imports_function(imports: *mut c_void, module: *const c_char, name: *const c_char, signature: *const c_char,
                              callback: Callback, data: *mut c_void, drop: *const c_void) -> *mut c_void;
    fn wasmc_instance_new(module: *mut c_void, imports: *const c_void, policy: *const c_void, error: *mut *mut c_void) -> *mut c_void;
    fn wasmc_instance_delete(instance: *mut c_void);
    fn wasmc_call(instance: *mut c_void, name: *const c_char, arguments: *const Value, argument_count: usize,
                  results: *mut Value, result_count: usize) -> *mut c_void;
    fn wasmc_error_message(error: *const c_void) -> *const c_char;
    fn wasmc_error_delete(error: *mut c_void);
}

fn check(error: *mut c_void) -> Result<(), String> {
    if error.is_null() {
        return Ok(());
    }
    unsafe {
        let message = CStr::from_ptr(wasmc_error_message(error)).to_string_lossy().into_owned();
        wasmc_error_delete(error);
        Err(message)
    }
}

fn text(text: &str) -> CString {
    CString::new(text).unwrap()
}

extern "C" fn progress(_data: *mut c_void, _caller: *mut c_void, slots: *mut Value) -> *mut c_void {
    println!("progress {}", unsafe { (*slots).i32 });
    null_mut()
}

fn run(path: &str) -> Result<(), String> {
    unsafe {
        let mut error = null_mut();
        let module = wasmc_module_open(text(path).as_ptr(), &mut error);
        check(error)?;
        let imports = wasmc_imports_new();
        check(wasmc_imports_function(imports, text("host").as_ptr(), text("progress").as_ptr(), text("(i32) -> ()").as_ptr(),
                                     progress, null_mut(), null()))?;
        let instance = wasmc_instance_new(module, imports, null(), &mut error);
        check(error)?;
        let mut value = Value { bytes: [0; 16] };
        value.i32 = 1000;
        check(wasmc_call(instance, text("sum_of_squares").as_ptr(), &value, 1, &mut value, 1))?;
        println!("sum {}", value.i64);
        if let Err(trap) = check(wasmc_call(instance, text("fail").as_ptr(), null(), 0, null_mut(), 0)) {
            println!("trap: {}", trap);
        }
        wasmc_instance_delete(instance);
        wasmc_imports_delete(imports);
        wasmc_module_delete(module);
    }
    Ok(())
}

fn main() {
    let path = std::env::args().nth(1).expect("host PLUGIN");
    if let Err(message) = run(&path) {
        eprintln!("{}", message);
        std::process::exit(1);
    }
}
