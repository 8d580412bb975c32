// weft/virtual_clock.h in checked programs.
#error "weft/virtual_clock.h has no model in the checker: such programs run on real threads only (weft run)"
