// A plugin in a Go program, by cgo: host PLUGIN.
package main

/*
#cgo pkg-config: wasmc
#include <stdlib.h>
#include <wasmc/wasmc.h>

wasmc_error *progress(void *data, wasmc_instance *caller, wasmc_value *slots);
*/
import "C"

import (
	"errors"
	"fmt"
	"os"
	"unsafe"
)

//export progress
func progress(data unsafe.Pointer, caller *C.wasmc_instance, slots *C.wasmc_value) *C.wasmc_error {
	fmt.Println("progress", *(*int32)(unsafe.Pointer(slots)))
	return nil
}

func check(failure *C.wasmc_error) error {
	if failure == nil {
		return nil
	}
	defer C.wasmc_error_delete(failure)
	return errors.New(C.GoString(C.wasmc_error_message(failure)))
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// C strings of this program, which live as long as it does.
func text(s string) *C.char { return C.CString(s) }

func main() {
	var failure *C.wasmc_error
	module := C.wasmc_module_open(text(os.Args[1]), &failure)
	must(check(failure))
	imports := C.wasmc_imports_new()
	must(check(C.wasmc_imports_function(imports, text("host"), text("progress"), text("(i32) -> ()"),
		C.wasmc_callback(C.progress), nil, nil)))
	instance := C.wasmc_instance_new(module, imports, nil, &failure)
	must(check(failure))
	var value C.wasmc_value
	*(*int32)(unsafe.Pointer(&value)) = 1000
	must(check(C.wasmc_call(instance, text("sum_of_squares"), &value, 1, &value, 1)))
	fmt.Println("sum", *(*int64)(unsafe.Pointer(&value)))
	if trap := check(C.wasmc_call(instance, text("fail"), nil, 0, nil, 0)); trap != nil {
		fmt.Println("trap:", trap)
	}
	C.wasmc_instance_delete(instance)
	C.wasmc_imports_delete(imports)
	C.wasmc_module_delete(module)
}
