import { expect, test } from 'vitest'
import { slotsOf } from '../../src/probe/slots.ts'

/** Work that ends when it is told to. */
function held() {
  const begun: number[] = []
  const ends: (() => void)[] = []
  const work = (number: number) => () =>
    new Promise<number>((resolve) => {
      begun.push(number)
      ends.push(() => resolve(number))
    })
  return { begun, ends, work }
}

test('begins in the order of asking, and gives back what the work gives', async () => {
  const slots = slotsOf(2)
  const { begun, ends, work } = held()
  const all = [0, 1, 2, 3, 4].map((number) => slots.run(work(number)))
  for (let number = 0; number < 5; number += 1) {
    while (ends.length <= number) await new Promise((resolve) => setTimeout(resolve, 1))
    ends[number]!()
  }
  expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4])
  expect(begun).toEqual([0, 1, 2, 3, 4])
})

test('what only waits holds nobody up: one slot, and twenty that hang', async () => {
  const slots = slotsOf(1)
  const { begun, ends, work } = held()
  const hanging = Array.from({ length: 20 }, (_, number) => slots.run(work(number)))
  expect(await slots.run(async () => 'well')).toBe('well')
  expect(begun).toHaveLength(20)
  for (const end of ends) end()
  await Promise.all(hanging)
})

test('work that throws gives its slot back', async () => {
  const slots = slotsOf(1)
  const thrown = slots.run(async () => {
    throw new Error('no')
  })
  await expect(thrown).rejects.toThrow('no')
  expect(await slots.run(async () => 1)).toBe(1)
})
