/** Keys from the files as words: "value-delivery-office" is a value delivery office, "delivery-pmo" a delivery PMO. */
export const keyInWords = (key: string) => key.replace(/[-_]/g, ' ').replace(/\bpmo\b/g, 'PMO')
