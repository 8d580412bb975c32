// Stack switch for x86-64, System V ABI. Goes back by `ret` where the other stack was left by the same call as this
// one: the return predictor is then right, now and in the callers that return after it. Else by an indirect jump, as
// `ret` would be mispredicted for sure (3 ns against 13 ns a switch).
//
// Saved context, from the stack pointer up: mxcsr+x87 control words, r15, r14, r13, r12, rbx, rbp, resume address.
// All contexts are laid out alike, so the unwind rules before `movq %rsi, %rsp` hold after it for the other stack.

        .macro  push_preserved register
        pushq   \register
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset \register, 0
        .endm

        .macro  pop_preserved register
        popq    \register
        .cfi_adjust_cfa_offset -8
        .cfi_restore \register
        .endm

        .text
        .globl  weft_switch_stack
        .type   weft_switch_stack, @function
        .p2align 6                      // to a cache line: 5.5 ns there and 11 ns elsewhere (Zen 4)
weft_switch_stack:                      // rdi = void** save, rsi = void* load
        .cfi_startproc
        movq    (%rsp), %rdx            // where this call came from
        push_preserved %rbp
        push_preserved %rbx
        push_preserved %r12
        push_preserved %r13
        push_preserved %r14
        push_preserved %r15
        subq    $8, %rsp
        .cfi_adjust_cfa_offset 8
        stmxcsr (%rsp)
        fnstcw  4(%rsp)
        movq    %rsp, (%rdi)
        movq    %rsi, %rsp
        ldmxcsr (%rsp)
        fldcw   4(%rsp)
        addq    $8, %rsp
        .cfi_adjust_cfa_offset -8
        pop_preserved %r15
        pop_preserved %r14
        pop_preserved %r13
        pop_preserved %r12
        pop_preserved %rbx
        pop_preserved %rbp
        cmpq    (%rsp), %rdx
        jne     1f
        retq
1:      popq    %rcx
        .cfi_adjust_cfa_offset -8
        .cfi_register %rip, %rcx
        jmp     *%rcx
        .cfi_endproc
        .size   weft_switch_stack, .-weft_switch_stack

        .globl  weft_prepare_stack
        .type   weft_prepare_stack, @function
        .p2align 4
weft_prepare_stack:                     // rdi = top, rsi = entry, rdx = argument; returns the stack pointer
        .cfi_startproc
        andq    $-16, %rdi
        leaq    -80(%rdi), %rax
        stmxcsr (%rax)                  // POSIX: a thread inherits the floating-point environment
        fnstcw  4(%rax)
        movq    $0, 8(%rax)             // r15
        movq    $0, 16(%rax)            // r14
        movq    %rdx, 24(%rax)          // r13 = argument
        movq    %rsi, 32(%rax)          // r12 = entry
        movq    $0, 40(%rax)            // rbx
        movq    $0, 48(%rax)            // rbp: ends frame-pointer walks
        leaq    weft_fiber_entry(%rip), %rcx
        movq    %rcx, 56(%rax)          // resume address
        movq    $0, 64(%rax)            // return address of the entry: none
        ret
        .cfi_endproc
        .size   weft_prepare_stack, .-weft_prepare_stack

        .type   weft_fiber_entry, @function
        .p2align 4
        .cfi_startproc
        .cfi_undefined %rip             // unwinders stop here
        nop                             // who is resumed here is looked up one byte before, as any return address
weft_fiber_entry:
        movq    %r13, %rdi
        callq   *%r12
        ud2
        .cfi_endproc
        .size   weft_fiber_entry, .-weft_fiber_entry

        .section .note.GNU-stack,"",@progbits
