/* The courier's app lives on the tablet: the server gives one empty shell, and the worker gives it for every address. */
export const ssr = false;
/** The worker's scope is `/courier/`: every page must lie below it. */
export const trailingSlash = 'always';
