/// <reference types="astro/client" />

// Made by src/site/vite-plugins.ts.
declare module '*?whole' {
  const script: string
  export default script
}
declare module '*.yml' {
  const texts: import('../words/say.ts').Texts
  export default texts
}
