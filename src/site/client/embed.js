// Candor on another site: <script src="https://status.example/embed.js" data-style="badge" async></script>
// The build fills in `texts`: what it says in the language of the pages it lies beside, and where their API is.
// Asks the page it came from and nobody else; says nothing when it cannot; writes text as text; needs no eval.
;(() => {
  const script = document.currentScript
  if (!script) return
  const texts = {}
  const home = new URL('.', script.src)
  const { style = 'banner', target } = script.dataset
  const banner = style !== 'badge'
  const colours = { none: '#2a7a34', minor: '#86620a', major: '#b0480f', critical: '#b42323', maintenance: '#2563b0' }
  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'open' })
  let closed = ''

  // A sheet made by script is allowed where a policy forbids inline styles.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    ':host{all:initial;font:15px/1.4 system-ui,sans-serif;unicode-bidi:isolate;' +
      (banner ? 'display:block}' : 'display:inline-block;vertical-align:middle}') +
      ':host([hidden]){display:none}' +
      '[role]{display:flex;gap:.5em;align-items:baseline}' +
      (banner
        ? '[role]{padding:.6em 1em;background:var(--c);color:#fff}a{flex:1;color:inherit}'
        : 'a{display:flex;gap:.5em;align-items:center;padding:.3em .8em;border:1px solid;border-radius:2em;' +
          'background:#fff;color:#1d2530;text-decoration:none}' +
          'a:before{content:"";flex:none;width:.7em;height:.7em;border-radius:50%;background:var(--c);border:1px solid var(--c)}') +
      'a,span{overflow-wrap:anywhere}a:hover{text-decoration:underline}' +
      'a:focus-visible,button:focus-visible{outline:2px solid;outline-offset:2px}' +
      'button{font:inherit;color:inherit;background:none;border:0;cursor:pointer;min-width:24px;min-height:24px}',
  )
  root.adoptedStyleSheets = [sheet]
  const box = document.createElement('div')
  box.setAttribute('role', 'status')
  root.append(box)

  const show = ({ page, status, incidents, scheduled_maintenances: works }) => {
    const { fresh_until: until, unknown } = page.candor || {}
    const running = works.find((one) => one.status !== 'scheduled')
    const one = incidents[0] || running
    // Nobody looked: it must not say that all is well.
    const blind = status.indicator === 'none' && (unknown?.length > 0 || (until && Date.parse(until) < Date.now()))
    const text =
      one && (banner || status.indicator === 'none')
        ? one.name
        : (texts[blind ? 'unknown' : status.description] ?? status.description)
    const state = running && status.indicator === 'none' && !incidents[0] ? 'maintenance' : status.indicator
    const key = text + state
    host.hidden = banner && ((!one && state === 'none') || key === closed)
    host.style.setProperty(
      '--c',
      blind ? '#5e6672' : (one && state === 'none' && colours.minor) || colours[state] || '#5e6672',
    )
    if (box.dataset.key === key) return
    box.dataset.key = key
    const link = document.createElement('a')
    link.href = (one && /^https?:/.test(one.shortlink) && one.shortlink) || home
    const words = document.createElement('span')
    words.dir = 'auto'
    words.textContent = text
    link.append(words)
    box.replaceChildren(link)
    if (!banner) return
    const close = document.createElement('button')
    close.textContent = '\u00d7'
    close.ariaLabel = texts.close
    close.onclick = () => {
      closed = key
      host.hidden = true
    }
    box.append(close)
  }

  const ask = () =>
    document.hidden ||
    fetch(new URL(texts.api, home), {
      cache: 'no-cache',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    })
      .then((answer) => answer.json())
      .then((summary) => {
        show(summary)
        if (host.isConnected) return
        const place = target && document.querySelector(target)
        if (place) place.append(host)
        else if (banner) document.body.prepend(host)
        else script.after(host)
      })
      .catch(() => {})

  const begin = () => {
    ask()
    setInterval(ask, 3e5)
    document.addEventListener('visibilitychange', ask)
  }
  if (document.body) begin()
  else document.addEventListener('DOMContentLoaded', begin)
})()
