import type { Haul } from '../imports/haul.ts'
import type { SourceOptions } from './import-options.ts'
export async function upptimeSource(_source: string, _options: SourceOptions): Promise<Haul> {
  throw new Error('soon')
}
