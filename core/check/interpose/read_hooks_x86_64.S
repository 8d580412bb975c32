// The hooks of atomic reads, as the program calls them: each leaves on the stack what the program had in the registers
// that a call preserves, says where, and calls the function of memory_hooks.cpp. With its stack, these are the state of
// the program's thread (check/platform.h, CallerState), which would take an unwinder 100 times as long to find.

        .text
        .macro  hook bits, operation
        .globl  __tsan_atomic\bits\()_\operation
        .type   __tsan_atomic\bits\()_\operation, @function
        .p2align 4
__tsan_atomic\bits\()_\operation:
        .cfi_startproc
        .irp register, rbp, rbx, r12, r13, r14, r15
        pushq   %\register
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset \register, 0
        .endr
        movq    %rsp, weft_caller_state(%rip)
        pushq   56(%rsp)                // the argument that does not fit in registers, if there is one; and alignment
        .cfi_adjust_cfa_offset 8
        callq   weft_atomic\bits\()_\operation
        addq    $56, %rsp               // the registers are as they were
        .cfi_adjust_cfa_offset -56
        retq
        .cfi_endproc
        .size   __tsan_atomic\bits\()_\operation, .-__tsan_atomic\bits\()_\operation
        .endm

        .irp    operation, load, exchange, fetch_add, fetch_sub, fetch_and, fetch_or, fetch_xor, fetch_nand, compare_exchange_strong, compare_exchange_weak, compare_exchange_val
        hook    8, \operation
        hook    16, \operation
        hook    32, \operation
        hook    64, \operation
        hook    128, \operation
        .endr

        .section .note.GNU-stack,"",@progbits
