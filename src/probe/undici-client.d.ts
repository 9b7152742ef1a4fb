// The package's index loads fetch, websockets and caches as well: 100 ms of every start that a probe does not need.
declare module 'undici/lib/dispatcher/client.js' {
  import type { Client } from 'undici'

  const client: typeof Client
  export default client
}
