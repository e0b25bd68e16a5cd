(module
  (import "nowhere" "nothing" (func (param i32)))
  (func (export "_start")))
