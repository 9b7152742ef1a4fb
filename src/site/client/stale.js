// Whether the page is out of date, before it is drawn: said later, all of it would jump. The page's script takes over.
;((root) => {
  if (Date.now() >= Date.parse(root.dataset.staleFrom)) root.dataset.stale = ''
})(document.documentElement)
