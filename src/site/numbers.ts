/** Numbers as a language writes them. */
export interface Numbers {
  show: (value: number) => string
  /** `99.98 %`, floored to its decimals and never rounded up: 99.999 is not 100. */
  percent: (value: number, decimals?: number) => string
  /** `187 ms`; from ten seconds on `12.5 sec`. */
  milliseconds: (value: number) => string
}

export function numbersOf(language: string): Numbers {
  const plain = new Intl.NumberFormat(language)
  const shares = new Map<number, Intl.NumberFormat>()
  const shareOf = (digits: number) => {
    const options = { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits } as const
    const format = shares.get(digits) ?? new Intl.NumberFormat(language, options)
    shares.set(digits, format)
    return format
  }
  const unit = (name: string) =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: 1 })
  const [milliseconds, seconds] = [unit('millisecond'), unit('second')]
  // In English as status pages have always written it; elsewhere as the language does.
  const spaced = /^en\b/.test(language)
  return {
    show: (value) => plain.format(value),
    milliseconds: (value) => (value < 10_000 ? milliseconds.format(value) : seconds.format(value / 1000)),
    percent: (value, decimals = 2) => {
      const scale = 10 ** decimals
      // A value already floored may sit a hair below its decimal in binary.
      const floored = Math.floor(value * scale + 1e-6) / scale
      const text = shareOf(floored === 100 ? 0 : decimals).format(floored / 100)
      return spaced ? text.replace('%', '\u00a0%') : text
    },
  }
}
