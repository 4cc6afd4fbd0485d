/**
 * Stands in the head of every page, as text: what is typed or chosen in a field, or pressed, while nobody hears it yet, is told
 * to the field or button as soon as it is heard, in that order and one a frame, so that each finds what the last one did. React
 * keeps what the browser shows when it comes, hears nothing of it, and takes it away with the next drawing. Only React knows
 * when it hears: `PageBody` says so at each event, by `window.heardEarly`. After a minute it is there, or never comes.
 */
export const earlyFieldsScript = `(() => {
  const kept = new Map()
  const fields = 'input:not([type=file]), textarea, select'
  // What opens something by the browser itself has had its effect.
  const buttons = 'button:not([popovertarget])'
  // React may take an element up with the very event that tells of it, and puts back what stood there before: until the page
  // has come to rest, and for whatever React takes up later, such an event counts as not heard.
  let late = null
  const isTaken = (element) =>
    window.isAtRest && Object.keys(element).some((key) => key.startsWith('__reactFiber'))
  window.heardEarly = (element) => {
    if (window.event !== late) kept.delete(element)
  }
  const isBox = (field) => field.type === 'checkbox' || field.type === 'radio'
  // Others say it too: a password manager fills in as a script does.
  let isOurs = false
  function say(element, kind) {
    isOurs = true
    element.dispatchEvent(new Event(kind, { bubbles: true }))
    isOurs = false
  }
  function isHeard(element) {
    say(element, 'input')
    return !kept.has(element)
  }
  function act(element, value) {
    if (isBox(element)) element.checked = !value
    if (isBox(element) || element.matches('button')) return element.click()
    // The element's own property is React's, which remembers; the prototype's is the browser's: so that the two differ.
    if (!element.matches('select')) element.value = value ? '' : element.defaultValue
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), 'value').set.call(element, value)
    say(element, element.matches('select') ? 'change' : 'input')
  }
  function actOnNext() {
    for (const [element, value] of kept) {
      if (!element.isConnected) kept.delete(element)
      else if (isHeard(element)) {
        act(element, value)
        break
      }
    }
    if (kept.size) requestAnimationFrame(actOnNext)
  }
  function keep(element, value) {
    if (performance.now() > 60_000) return kept.clear()
    if (!kept.size) requestAnimationFrame(actOnNext)
    kept.set(element, value)
  }
  document.addEventListener('input', (event) => {
    const field = event.target
    if (isOurs || !field.matches?.(fields) || isBox(field)) return
    if (!isTaken(field)) late = event
    keep(field, field.value)
  }, true)
  document.addEventListener('beforeinput', ({ target: field }) => {
    const value = kept.get(field)
    if (value !== undefined && isHeard(field)) act(field, value)
  }, true)
  document.addEventListener('click', (event) => {
    const { target } = event
    const element = event.isTrusted && (target.closest?.(buttons) ?? (isBox(target) && target))
    if (!element) return
    // What was written before it comes first.
    if (kept.size && element.matches('button')) {
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    if (isBox(element) && !isTaken(element)) late = event
    keep(element, element.checked)
  }, true)
  // Without its code a form would be sent to this address, and what was written with it.
  document.addEventListener('submit', (event) => {
    if (!kept.has(event.submitter)) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }, true)
})()`
