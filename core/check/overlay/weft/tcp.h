// weft/tcp.h in checked programs.
#error "weft/tcp.h has no model in the checker: such programs run on real threads only (weft run)"
