import type { Figures } from './figures.ts'

/** How much downtime a target allows in a window, and how much of it is used. Whole seconds, cut off. */
export interface Budget {
  allowed_s: number
  /** Partial outages weigh 0.3, as in the figure. May be more than was allowed. */
  used_s: number
  /** More was used than allowed: the figure is below the target. Decided before anything is cut off. */
  spent: boolean
}

/**
 * The allowance is the target's share of the observed seconds, so that a budget is spent exactly when the figure is
 * below the target; `toCome` are seconds of the window still ahead, which count as if they will be observed.
 */
export function budgetOf(figures: Figures, target: { percent: number; decimals: number }, toCome = 0): Budget {
  const whole = 100n * 10n ** BigInt(target.decimals)
  const free = whole - BigInt(Math.round(target.percent * 10 ** target.decimals))
  // Both in tenths of a second, times `whole`.
  const allowed = 10n * BigInt(figures.observed_s + toCome) * free
  const used = (10n * BigInt(figures.down_s) + 3n * BigInt(figures.partial_s)) * whole
  const seconds = (tenths: bigint) => Number(tenths / (10n * whole))
  return { allowed_s: seconds(allowed), used_s: seconds(used), spent: used > allowed }
}
