// Stack switch for AArch64, AAPCS64: x19-x30, the low halves of v8-v15, and the control word of floating point.
//
// Saved context, from the stack pointer up: d8-d15, x19-x28, x29, x30, fpcr.
// All contexts are laid out alike, so the unwind rules before `mov sp, x1` hold after it for the other stack.

        .macro  save_pair first, second, at
        stp     \first, \second, [sp, #\at]
        .cfi_rel_offset \first, \at
        .cfi_rel_offset \second, \at + 8
        .endm

        .macro  load_pair first, second, at
        ldp     \first, \second, [sp, #\at]
        .cfi_restore \first
        .cfi_restore \second
        .endm

        .text
        .globl  weft_switch_stack
        .type   weft_switch_stack, %function
        .p2align 4
weft_switch_stack:                      // x0 = void** save, x1 = void* load
        .cfi_startproc
        sub     sp, sp, #176
        .cfi_adjust_cfa_offset 176
        save_pair d8, d9, 0
        save_pair d10, d11, 16
        save_pair d12, d13, 32
        save_pair d14, d15, 48
        save_pair x19, x20, 64
        save_pair x21, x22, 80
        save_pair x23, x24, 96
        save_pair x25, x26, 112
        save_pair x27, x28, 128
        save_pair x29, x30, 144
        mrs     x10, fpcr
        str     x10, [sp, #160]
        mov     x9, sp
        str     x9, [x0]
        mov     sp, x1
        ldr     x9, [sp, #160]
        cmp     x9, x10                 // writing it is slow, and it rarely differs
        b.eq    1f
        msr     fpcr, x9
1:      load_pair d8, d9, 0
        load_pair d10, d11, 16
        load_pair d12, d13, 32
        load_pair d14, d15, 48
        load_pair x19, x20, 64
        load_pair x21, x22, 80
        load_pair x23, x24, 96
        load_pair x25, x26, 112
        load_pair x27, x28, 128
        load_pair x29, x30, 144
        add     sp, sp, #176
        .cfi_adjust_cfa_offset -176
        br      x30
        .cfi_endproc
        .size   weft_switch_stack, .-weft_switch_stack

        .globl  weft_prepare_stack
        .type   weft_prepare_stack, %function
        .p2align 4
weft_prepare_stack:                     // x0 = top, x1 = entry, x2 = argument; returns the stack pointer
        .cfi_startproc
        and     x0, x0, #-16
        sub     x0, x0, #192
        movi    v0.2d, #0
        stp     q0, q0, [x0, #0]
        stp     q0, q0, [x0, #32]
        stp     x1, x2, [x0, #64]       // x19 = entry, x20 = argument
        stp     q0, q0, [x0, #80]
        stp     q0, q0, [x0, #112]
        adr     x9, weft_fiber_entry
        stp     xzr, x9, [x0, #144]     // x29 ends frame-pointer walks, x30 = resume address
        mrs     x9, fpcr                // POSIX: a thread inherits the floating-point environment
        str     x9, [x0, #160]
        ret
        .cfi_endproc
        .size   weft_prepare_stack, .-weft_prepare_stack

        .type   weft_fiber_entry, %function
        .p2align 4
        .cfi_startproc
        .cfi_undefined x30              // unwinders stop here
        nop                             // who is resumed here is looked up one byte before, as any return address
weft_fiber_entry:
        mov     x0, x20
        blr     x19
        brk     #1
        .cfi_endproc
        .size   weft_fiber_entry, .-weft_fiber_entry

        .section .note.GNU-stack,"",%progbits
