# The hooks of atomic reads, as the program calls them: each says where the program's stack ends, which is where it left
# what it has in its locals (check/platform.h, CallerState), and calls the function of memory_hooks.cpp. In C++, a
# function's own part of the stack would lie there.

        .globaltype __stack_pointer, i32
        .globaltype __memory_base, i32, immutable

        .macro  arguments2
        local.get 0
        local.get 1
        .endm
        .macro  arguments3
        arguments2
        local.get 2
        .endm
        .macro  arguments5
        arguments3
        local.get 3
        local.get 4
        .endm
        .macro  arguments6
        arguments5
        local.get 5
        .endm
        .macro  arguments8
        arguments6
        local.get 6
        local.get 7
        .endm

        .macro  hook name, count, result, parameters:vararg
        .functype weft_atomic\name (\parameters) -> (\result)
        .hidden weft_atomic\name
        .section .text.__tsan_atomic\name,"",@
        .globl  __tsan_atomic\name
        .type   __tsan_atomic\name, @function
__tsan_atomic\name:
        .functype __tsan_atomic\name (\parameters) -> (\result)
        global.get __memory_base
        i32.const weft_caller_state@MBREL
        i32.add
        global.get __stack_pointer
        i32.store 0
        arguments\count
        call    weft_atomic\name
        end_function
        .endm

        .macro  hooks bits, T
        hook    \bits\()_load, 2, \T, i32, i32
        .irp    operation, exchange, fetch_add, fetch_sub, fetch_and, fetch_or, fetch_xor, fetch_nand
        hook    \bits\()_\operation, 3, \T, i32, \T, i32
        .endr
        hook    \bits\()_compare_exchange_strong, 5, i32, i32, i32, \T, i32, i32
        hook    \bits\()_compare_exchange_weak, 5, i32, i32, i32, \T, i32, i32
        hook    \bits\()_compare_exchange_val, 5, \T, i32, \T, \T, i32, i32
        .endm

        hooks   8, i32
        hooks   16, i32
        hooks   32, i32
        hooks   64, i64

# 16 bytes are two arguments, and a result in memory.
        hook    128_load, 3, , i32, i32, i32
        .irp    operation, exchange, fetch_add, fetch_sub, fetch_and, fetch_or, fetch_xor, fetch_nand
        hook    128_\operation, 5, , i32, i32, i64, i64, i32
        .endr
        hook    128_compare_exchange_strong, 6, i32, i32, i32, i64, i64, i32, i32
        hook    128_compare_exchange_weak, 6, i32, i32, i32, i64, i64, i32, i32
        hook    128_compare_exchange_val, 8, , i32, i32, i64, i64, i64, i64, i32, i32
