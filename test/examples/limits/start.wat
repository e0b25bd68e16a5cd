;; A start function that does not end.
(module (func $start (loop $again (br $again))) (start $start))
