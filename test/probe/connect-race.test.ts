import { afterAll, expect, test } from 'vitest'
import { connectFirst } from '../../src/probe/connect-race.ts'
import { closeAll, closedPort, serve } from './support/servers.ts'

afterAll(closeAll)

const signal = () => new AbortController().signal

test('the next address is tried when one refuses', async () => {
  const server = await serve(() => {}, '127.0.0.2')
  const socket = await connectFirst(['127.0.0.1', '127.0.0.3', '127.0.0.2'], server.port, signal())
  expect(socket.remoteAddress).toBe('127.0.0.2')
  socket.destroy()
})

test('the first that answers stays, and no other is asked', async () => {
  const [first, second] = [await serve(() => {}), await serve(() => {}, '127.0.0.2')]
  const socket = await connectFirst(['127.0.0.1', '127.0.0.2'], first.port, signal())
  expect(socket.remoteAddress).toBe('127.0.0.1')
  expect(second.connections()).toBe(0)
  socket.destroy()
})

test('one failure is thrown as it is, several together', async () => {
  const port = await closedPort()
  await expect(connectFirst(['127.0.0.1'], port, signal())).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  const all = await connectFirst(['127.0.0.1', '127.0.0.2'], port, signal()).catch((error: unknown) => error)
  expect(all).toBeInstanceOf(AggregateError)
  expect((all as AggregateError).errors).toHaveLength(2)
})

test('the signal ends it', async () => {
  const over = AbortSignal.abort(new Error('over'))
  await expect(connectFirst(['127.0.0.1'], 9, over)).rejects.toThrow('over')
})
