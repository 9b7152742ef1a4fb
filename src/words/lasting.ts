/** How long, in a language's own units, the two largest: `4 min`, `2 h 3 min`, `3 d 2 h`. */
export function lastingIn(language: string): (seconds: number) => string {
  const units = (['day', 'hour', 'minute', 'second'] as const).map(
    (unit) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }),
  )
  return (seconds) => {
    const whole = Math.max(0, Math.round(seconds))
    const counts = [Math.floor(whole / 86_400), Math.floor((whole % 86_400) / 3600), Math.floor((whole % 3600) / 60)]
    const first = counts.findIndex((count) => count > 0)
    if (first === -1) return units[3]!.format(whole)
    return counts
      .map((count, index) => ({ count, index }))
      .filter(({ count, index }) => count > 0 && index >= first && index <= first + 1)
      .map(({ count, index }) => units[index]!.format(count))
      .join(' ')
  }
}
