// A number of a matrix to its colour: one fragment a cell, row 0 first.
uniform sampler2D numbers;     // one float a cell
uniform sampler2D colors;      // the colour map from its lowest to its highest share, one row
uniform float scale;           // 1 / the size at which the colours end
uniform bool diverging;        // shares run from -1 to 1, not from 0 to 1
uniform bool causal;           // above the diagonal: the ground
uniform ivec2 stride;          // columns and rows of the matrix from one cell to the next
uniform vec4 ground;
uniform vec4 broken;           // of what is no number

out vec4 color;

void main() {
  ivec2 cell = ivec2(gl_FragCoord.xy);
  float value = texelFetch(numbers, cell, 0).r;
  // By its bits: comparing a NaN is left open by the language.
  bool finite = (floatBitsToUint(value) & 0x7f800000u) != 0x7f800000u;
  float share = diverging ? 0.5 * (value * scale + 1.0) : value * scale;
  int last = textureSize(colors, 0).x - 1;
  ivec2 at = cell * stride;
  if (causal && at.x > at.y) color = ground;
  else if (!finite) color = broken;
  else color = texelFetch(colors, ivec2(int(clamp(share, 0.0, 1.0) * float(last) + 0.5), 0), 0);
}
