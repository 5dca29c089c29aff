/** What was tried on the way, in words: a part of the page of the convergence experiment that no row of it holds. */
export const tried = ''
