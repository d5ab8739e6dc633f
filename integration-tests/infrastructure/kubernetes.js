'use strict';
// Manifests against the schemas of the Kubernetes API; a name that the API does not have is a problem, too.
const yaml = require('js-yaml');
const models = {
  v1: require('kubernetes-models/v1'),
  'apps/v1': require('kubernetes-models/apps/v1'),
  'policy/v1': require('kubernetes-models/policy/v1'),
};

module.exports = (text) => {
  const documents = yaml.loadAll(text);
  const problems = [];
  for (const document of documents) {
    const Model = models[document.apiVersion]?.[document.kind];
    if (!Model) {
      problems.push(`there is no ${document.kind} in ${document.apiVersion}`);
      continue;
    }
    try {
      new Model(document).validate();
    } catch (error) {
      problems.push(`${document.kind}: ${error.message}`);
    }
  }
  return { problems, documents };
};
