import { breakerVectors } from './breaker-vectors.ts'
import { htmlVectors } from './html-vectors.ts'
import { markdownVectors } from './markdown-vectors.ts'

/** Every text that somebody has ever broken a page or a file with, as far as we know. */
export const vectors: string[] = [...htmlVectors, ...markdownVectors, ...breakerVectors]
