// Letters as a reader means them: without case, accents, width, vowel marks, the ways to write an alef, and signs that
// only steer a line.
const marks = /[\u0300-\u036f\u0640\u064b-\u065f\u0670\u200b-\u200f\u2066-\u2069\u00ad]/g
const alike = { ى: 'ي', ی: 'ي', ة: 'ه', ک: 'ك' }
// Upper case, as it depends on no neighbour and no language: ß is SS, and i with or without a dot is I.
export const fold = (text) =>
  text
    .normalize('NFKD')
    .replace(marks, '')
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[ىیةک]/g, (letter) => alike[letter])
    .replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt() & 15)

// Chinese, Japanese and others write no spaces: there a dictionary says where words end.
const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u
const wordsIn = (text, language) =>
  unspaced.test(text) && Intl.Segmenter
    ? [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)]
        .filter((part) => part.isWordLike)
        .map((part) => part.segment)
    : [text]

/** What all has to be found, of what somebody typed. */
export const termsOf = (typed, language) => {
  const words = typed
    .split(/\s+/)
    .map((word) => word.replace(/^\p{P}+|\p{P}+$/gu, ''))
    .filter(Boolean)
    .flatMap((word) => wordsIn(word, language))
  return (words.length ? words : [typed.trim()]).map(fold).filter(Boolean)
}

/** Which letters (code points) of a text belong to one of the terms. */
export const hitsIn = (letters, terms) => {
  // Folding changes lengths: each place of the folded text knows the letter it came from.
  let folded = ''
  const from = []
  for (const [index, letter] of letters.entries()) {
    const some = fold(letter)
    for (const _ of some.split('')) from.push(index)
    folded += some
  }
  const hits = []
  for (const term of terms) {
    for (let at = folded.indexOf(term); at !== -1; at = folded.indexOf(term, at + term.length)) {
      for (let index = from[at]; index <= from[at + term.length - 1]; index += 1) hits[index] = true
    }
  }
  return hits
}
