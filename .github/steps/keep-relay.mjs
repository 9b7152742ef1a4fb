import process from 'node:process'
import { keepRelay } from '../../src/github/relay.ts'

process.exitCode = await keepRelay(process.env)
