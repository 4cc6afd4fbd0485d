/** Whether the work was done, well or not, within so many milliseconds; it goes on afterwards all the same. */
export const within = (most: number, work: Promise<unknown>): Promise<boolean> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), most)
    const done = () => {
      clearTimeout(timer)
      resolve(true)
    }
    work.then(done, done)
  })
