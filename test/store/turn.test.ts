import { expect, test } from 'vitest'
import { inTurn } from '../../src/store/turn.ts'

test('work in one folder goes one after the other, in the order it was asked for', async () => {
  const said: string[] = []
  let letGo = () => {}
  const first = inTurn('a', async () => {
    said.push('first begins')
    await new Promise<void>((resolve) => {
      letGo = resolve
    })
    said.push('first ends')
  })
  const second = inTurn('a', async () => said.push('second'))
  await inTurn('b', async () => said.push('another folder'))
  expect(said).toEqual(['first begins', 'another folder'])
  letGo()
  await Promise.all([first, second])
  expect(said.slice(2)).toEqual(['first ends', 'second'])
})

test('a failure is told to the one who asked, and the next has its turn', async () => {
  const failed = inTurn('a', async () => {
    throw new Error('the disk is full')
  })
  const next = inTurn('a', async () => 'written')
  await expect(failed).rejects.toThrow('the disk is full')
  expect(await next).toBe('written')
})
