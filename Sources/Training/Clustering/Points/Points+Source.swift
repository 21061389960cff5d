import Evaluation

extension Points: PointSource {}
