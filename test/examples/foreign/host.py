"""A plugin in a Python program, by ctypes: python3 host.py LIBWASMC PLUGIN."""

import ctypes as c
import sys

lib = c.CDLL(sys.argv[1])


class Value(c.Union):
    """wasmc_value"""
    _fields_ = [('i32', c.c_int32), ('i64', c.c_int64), ('f32', c.c_float), ('f64', c.c_double), ('bytes', c.c_uint8 * 16)]


Callback = c.CFUNCTYPE(c.c_void_p, c.c_void_p, c.c_void_p, c.POINTER(Value))
PROTOTYPES = {
    'wasmc_module_open': (c.c_void_p, c.c_char_p, c.POINTER(c.c_void_p)),
    'wasmc_module_delete': (None, c.c_void_p),
    'wasmc_imports_new': (c.c_void_p,),
    'wasmc_imports_delete': (None, c.c_void_p),
    'wasmc_imports_function': (c.c_void_p, c.c_void_p, c.c_char_p, c.c_char_p, c.c_char_p, Callback, c.c_void_p, c.c_void_p),
    'wasmc_instance_new': (c.c_void_p, c.c_void_p, c.c_void_p, c.c_void_p, c.POINTER(c.c_void_p)),
    'wasmc_instance_delete': (None, c.c_void_p),
    'wasmc_call': (c.c_void_p, c.c_void_p, c.c_char_p, c.POINTER(Value), c.c_size_t, c.POINTER(Value), c.c_size_t),
    'wasmc_error_message': (c.c_char_p, c.c_void_p),
    'wasmc_error_delete': (None, c.c_void_p),
}
for name, (result, *parameters) in PROTOTYPES.items():
    function = getattr(lib, name)
    function.restype, function.argtypes = result, parameters


class Error(Exception):
    pass


def check(error):
    if error:
        message = lib.wasmc_error_message(error).decode()
        lib.wasmc_error_delete(error)
        raise Error(message)


@Callback
def progress(_data, _caller, slots):
    print('progress', slots[0].i32)


def main():
    error = c.c_void_p()
    module = lib.wasmc_module_open(sys.argv[2].encode(), c.byref(error))
    check(error)
    imports = lib.wasmc_imports_new()
    check(lib.wasmc_imports_function(imports, b'host', b'progress', b'(i32) -> ()', progress, None, None))
    instance = lib.wasmc_instance_new(module, imports, None, c.byref(error))
    check(error)
    value = Value(i32=1000)
    check(lib.wasmc_call(instance, b'sum_of_squares', c.byref(value), 1, c.byref(value), 1))
    print('sum', value.i64)
    try:
        check(lib.wasmc_call(instance, b'fail', None, 0, None, 0))
    except Error as trap:
        print('trap:', trap)
    lib.wasmc_instance_delete(instance)
    lib.wasmc_imports_delete(imports)
    lib.wasmc_module_delete(module)


main()
