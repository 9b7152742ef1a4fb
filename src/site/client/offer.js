// Offers the page in the reader's language where the site has it; never leads there by itself. Stands behind the
// offers, before the rest is drawn: shown later, the page would jump.
;((d) => {
  for (const wanted of navigator.languages) {
    const plain = wanted.split('-')[0]
    if (d.documentElement.lang.split('-')[0] === plain) return
    const offer = d.querySelector(`[data-offer|="${plain}"]`)
    if (offer) {
      offer.hidden = false
      return
    }
  }
})(document)
