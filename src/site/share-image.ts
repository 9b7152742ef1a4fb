import { shareCard } from '../feeds/share-card.ts'
import { firstSite } from './site.ts'

/** Made once a build; null where this machine cannot draw (sharp is an optional part of Astro): the page then names no picture. */
export const shareImage: Buffer | null = await draw()

async function draw(): Promise<Buffer | null> {
  const { address, name } = firstSite
  const card = shareCard(name, `${address.origin}${address.base}`.replace(/^https?:\/\//, ''))
  try {
    const { default: sharp } = await import('sharp')
    return await sharp(Buffer.from(card)).png({ palette: true, colours: 64 }).toBuffer()
  } catch (error) {
    console.warn(`No picture for shared links was made (og.png): ${error instanceof Error ? error.message : error}`)
    return null
  }
}
