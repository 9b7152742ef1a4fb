import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net'
import process from 'node:process'

// The endpoints of the benchmark, in a process of their own: what they cost is not the checker's.
// `delayed` answers after `delay` ms; `hanging` takes a connection and says nothing.
const delay = Number(process.argv[2])

const listening = (server: Server) =>
  new Promise<number>((resolve) =>
    server.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, () => resolve((server.address() as AddressInfo).port)),
  )

const quick = createServer((_request, response) => response.end('ok'))
const delayed = createServer((_request, response) => {
  setTimeout(() => response.end('ok'), delay)
})
const hanging = createTcpServer((socket) => socket.on('error', () => {}))
const gone = createTcpServer()

const ports = {
  quick: await listening(quick),
  delayed: await listening(delayed),
  hanging: await listening(hanging),
  gone: await listening(gone),
}
await new Promise((resolve) => gone.close(resolve))
process.send!(ports)
process.on('disconnect', () => process.exit(0))
