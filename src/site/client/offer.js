import { d, root } from './here.js'

// Offers the page in the reader's language where the site has it; never leads there by itself.
for (const wanted of navigator.languages) {
  const plain = wanted.split('-')[0]
  if (root.lang.split('-')[0] === plain) break
  const offer = d.querySelector(`[data-offer|="${plain}"]`)
  if (offer) {
    offer.hidden = false
    break
  }
}
