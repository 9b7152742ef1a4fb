/** Runs in the page: texts whose contrast with what is behind them is below WCAG's AA. */
export function faintTexts(): string[] {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!
  const rgba = (colour: string) => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  const luminance = ([r, g, b]: number[]) => {
    const linear = [r!, g!, b!].map((value) =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    )
    return 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!
  }
  const behind = (element: Element | null): number[] => {
    if (element === null) return [255, 255, 255, 255]
    const [r, g, b, a] = rgba(getComputedStyle(element).backgroundColor) as [number, number, number, number]
    if (a === 255) return [r, g, b, a]
    const below = behind(element.parentElement)
    return [r, g, b].map((value, index) => (value * a + below[index]! * (255 - a)) / 255)
  }
  const faint = []
  for (const element of document.querySelectorAll('body *:not(svg, svg *, script)')) {
    const text = [...element.childNodes].find((node) => node.nodeType === 3 && node.textContent!.trim() !== '')
    if (!text) continue
    const [a, b] = [luminance(rgba(getComputedStyle(element).color)), luminance(behind(element))]
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    if (contrast < 4.5) faint.push(`${contrast.toFixed(2)} ${text.textContent!.trim().slice(0, 40)}`)
  }
  return faint
}
