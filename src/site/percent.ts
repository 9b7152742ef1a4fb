/** `99.98 %`, floored to its decimals and never rounded up: 99.999 is not 100. */
export function percent(value: number, decimals = 2): string {
  const scale = 10 ** decimals
  // A value already floored may sit a hair below its decimal in binary.
  const floored = Math.floor(value * scale + 1e-6) / scale
  return `${floored === 100 ? '100' : floored.toFixed(decimals)}\u00a0%`
}
