/**
 * Stands in the head of every page, as text: where a screen of keys is drawn but its code is not there yet, keys are put by, in
 * their order, until the screen plays them (`useEarlyKeys`). What is typed into a field elsewhere or presses a button there,
 * moves the focus, loads the page again or comes with a modifier stays the browser's.
 */
export const earlyKeysScript = `(() => {
  const keys = (window.earlyKeys = [])
  const place = '[data-early-keys]'
  document.addEventListener('keydown', (event) => {
    const { key, target } = event
    if (!event.isTrusted || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (key.length > 1 && !/^(Arrow.*|Enter|Escape|Backspace)$/.test(key)) return
    if (!document.querySelector(place)) return
    if (!target.closest(place)) {
      if (target.matches('input, textarea, select') || target.isContentEditable) return
      if ((key === 'Enter' || key === ' ' || key === 'Escape') && target !== document.body) return
    }
    keys.push(key)
    event.preventDefault()
    event.stopImmediatePropagation()
  }, true)
})()`
