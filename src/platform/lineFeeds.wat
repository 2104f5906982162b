(module
  (import "log" "memory" (memory 1))
  ;; Writes where line feeds stand between two places; at most `most`. Returns their number.
  (func (export "find") (param $from i32) (param $to i32) (param $out i32) (param $most i32) (result i32)
    (local $count i32) (local $mask i32) (local $vectors i32)
    (local.set $vectors (i32.sub (local.get $to) (i32.const 15)))
    (block $full
      (block $scalar
        (loop $next
          (br_if $scalar (i32.ge_s (local.get $from) (local.get $vectors)))
          (local.set $mask (i8x16.bitmask (i8x16.eq (v128.load (local.get $from)) (i8x16.splat (i32.const 10)))))
          (if (local.get $mask)
            (then
              ;; room for sixteen more
              (br_if $full (i32.gt_s (i32.add (local.get $count) (i32.const 16)) (local.get $most)))
              (loop $bits
                (i32.store (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 2)))
                  (i32.add (local.get $from) (i32.ctz (local.get $mask))))
                (local.set $count (i32.add (local.get $count) (i32.const 1)))
                (br_if $bits (local.tee $mask (i32.and (local.get $mask) (i32.sub (local.get $mask) (i32.const 1))))))))
          (local.set $from (i32.add (local.get $from) (i32.const 16)))
          (br $next)))
      (block $done
        (loop $tail
          (br_if $done (i32.ge_s (local.get $from) (local.get $to)))
          (br_if $full (i32.ge_s (local.get $count) (local.get $most)))
          (if (i32.eq (i32.load8_u (local.get $from)) (i32.const 10))
            (then
              (i32.store (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 2))) (local.get $from))
              (local.set $count (i32.add (local.get $count) (i32.const 1)))))
          (local.set $from (i32.add (local.get $from) (i32.const 1)))
          (br $tail))))
    (local.get $count)))
