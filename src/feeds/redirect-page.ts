import { carriedLine, escaped } from './carried-text.ts'

/** A page that leads on at once, also where nothing but links works; static hosts have no other way. */
export function redirectPage(place: { path: string; url: string }, title: string, language: string): string {
  const name = escaped(carriedLine(title))
  // The way on keeps to the host it is served from; only its canonical name is absolute.
  const path = escaped(place.path)
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<title>${name}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<link rel="canonical" href="${escaped(place.url)}">
<meta http-equiv="refresh" content="0; url=${path}">
</head>
<body><main><h1><a href="${path}">${name}</a></h1></main></body>
</html>
`
}
