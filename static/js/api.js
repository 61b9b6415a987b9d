// The list of the API's addresses. Only reading can be tried out: with the session of who looks, an act would be real.
const place = document.getElementById("api");

window.SwaggerUIBundle({
  domNode: place,
  url: place.dataset.schema,
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: -1,
  supportedSubmitMethods: ["get"],
  // It would send the description to the validator of its makers.
  validatorUrl: null,
});
