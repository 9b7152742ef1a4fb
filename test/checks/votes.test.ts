import { expect, test } from 'vitest'
import { parseCell } from '../../src/checks/cell.ts'
import { vote } from '../../src/checks/votes.ts'

test.each([
  ['all down is down', ['5 refused', '9 timeout'], 'down refused'],
  ['some down is partial', ['187', '9 timeout'], 'partial timeout'],
  ['none down is the best', ['900 slow', '187'], 'up '],
  ['degraded everywhere is degraded', ['900 slow', '950 slow'], 'degraded slow'],
  ['unknown abstains beside down', ['5 refused', '3 blocked'], 'down refused'],
  ['unknown abstains beside up', ['3 rate_limited', '187'], 'up '],
  ['unknown everywhere is unknown', ['3 blocked', '3 rate_limited'], 'unknown blocked'],
  ['half of two families is partial', ['20', '30 no_ipv6', '4 unreachable'], 'partial unreachable'],
  ['what another page reports has its own word', ['20 reported:partial_outage'], 'partial reported'],
])('%s', (_, cells, expected) => {
  const result = vote(cells.map((cell) => parseCell(cell)!))
  expect(`${result.verdict} ${result.class ?? ''}`).toBe(expected)
})
